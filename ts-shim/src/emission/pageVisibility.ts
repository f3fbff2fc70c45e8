/** Whether anybody can see the page. */
export interface PageVisibility {
  isHidden(): boolean;
  /** Calls back whenever that changes, until what it returns is called. */
  watch(onChange: () => void): () => void;
}

export const pageVisibility: PageVisibility = {
  isHidden: () => document.visibilityState === 'hidden',
  watch(onChange) {
    let wasHidden = this.isHidden();
    const take = () => {
      if (wasHidden !== this.isHidden()) {
        wasHidden = !wasHidden;
        onChange();
      }
    };
    document.addEventListener('visibilitychange', take);
    return () => document.removeEventListener('visibilitychange', take);
  },
};
