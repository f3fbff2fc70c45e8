/** The first bytes of an answer, as text; if it breaks off before, what came until then. */
export async function readStart(body: Response['body'], maxBytes: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let missing = maxBytes;
  try {
    while (reader && missing > 0) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      text += decoder.decode(value.subarray(0, missing), { stream: true });
      missing -= value.length;
    }
  } catch {
    // The status is known, and all that is wanted of the body are a few words near its start.
  }
  return text;
}
