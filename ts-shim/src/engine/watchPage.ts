import { type EngineRequest } from './protocol';

/**
 * Tells the engine what happens to the page: a worker does not see most of it. Returns what ends it.
 *
 * Several signs that dialling may work now often come at once; the engine makes one attempt of them.
 */
export function watchPage(tell: (request: EngineRequest) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const resume = () => tell({ type: 'resume' });
  window.addEventListener('online', resume, { signal });
  window.addEventListener('pageshow', resume, { signal });
  // Of the Page Lifecycle API: the page goes on after it was frozen.
  document.addEventListener('resume', resume, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && resume(), { signal });
  window.addEventListener('pagehide', ({ persisted }) => persisted && tell({ type: 'suspend' }), { signal });
  return () => listening.abort();
}
