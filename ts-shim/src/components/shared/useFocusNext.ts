import { useCallback, useEffect, useRef } from 'react';

/**
 * Gives the focus to an element by its id once the change under way is drawn: rows that come, go and move would
 * otherwise leave a keyboard user at the top of the page.
 */
export function useFocusNext(): (id: string) => void {
  const next = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (next.current !== undefined) {
      document.getElementById(next.current)?.focus();
      next.current = undefined;
    }
  });
  return useCallback((id: string) => {
    next.current = id;
  }, []);
}
