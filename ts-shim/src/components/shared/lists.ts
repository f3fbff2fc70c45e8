/** Moves an item up (-1) or down (1); at the ends nothing changes. */
export function moveItem<T>(items: T[], index: number, by: -1 | 1): T[] {
  const target = index + by;
  if (target < 0 || target >= items.length) {
    return items;
  }
  const moved = [...items];
  [moved[index], moved[target]] = [moved[target], moved[index]];
  return moved;
}

/**
 * Which of a moved row's buttons gets the focus: the one that was pressed, unless it is disabled now that the row is at
 * an end of the list.
 */
export function buttonAfterMove(target: number, by: -1 | 1, count: number): 'up' | 'down' {
  const atEnd = target === 0 || target === count - 1;
  return (by === -1) === atEnd ? 'down' : 'up';
}
