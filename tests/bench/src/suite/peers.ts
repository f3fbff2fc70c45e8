/**
 * What plugins of today do, written from how they are described: both work on the page's main thread and emit once for
 * each message. Their subscriber draws nothing.
 */
import { CircularDataFrame, type DataFrame, type DataQueryResponse, FieldType, LoadingState } from '@grafana/data';
import { JSONPath } from 'jsonpath-plus';
import { Observable } from 'rxjs';

const FIELDS = [
  { name: 'time', path: '$.time', type: FieldType.time },
  { name: 'seq', path: '$.seq', type: FieldType.number },
  { name: 'value', path: '$.value', type: FieldType.number },
];

function socket(url: string, onText: (text: string) => void): () => void {
  const opened = new WebSocket(url);
  opened.onmessage = ({ data }) => onText(String(data));
  return () => opened.close();
}

/** The streaming data source of Grafana's plugin tutorial: `JSON.parse`, `CircularDataFrame.add`, one emit a message. */
export function textbook(url: string, capacity: number): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    const frame = new CircularDataFrame({ append: 'tail', capacity });
    frame.refId = 'A';
    FIELDS.forEach(({ name, type }) => frame.addField({ name, type }));
    return socket(url, (text) => {
      const { time, seq, value } = JSON.parse(text) as Record<string, number>;
      frame.add({ time, seq, value });
      subscriber.next({ data: [frame], key: 'A', state: LoadingState.Streaming });
    });
  });
}

/**
 * Keeps the messages as texts, and for each emission reads all of them anew: `JSON.parse`, then jsonpath-plus for each
 * field. Nothing is emitted before as many are there as are to be retained, so that every emission costs the same.
 */
export function reparse(url: string, retained: number): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    let texts: string[] = [];
    return socket(url, (text) => {
      texts.push(text);
      if (texts.length < retained) {
        return;
      }
      texts = texts.slice(-retained);
      const messages = texts.map((kept) => JSON.parse(kept) as object);
      const frame: DataFrame = {
        refId: 'A',
        length: messages.length,
        fields: FIELDS.map(({ name, path, type }) => ({
          name,
          type,
          config: {},
          values: messages.flatMap((json) => JSONPath<number[]>({ path, json })),
        })),
      };
      subscriber.next({ data: [frame], key: 'A', state: LoadingState.Streaming });
    });
  });
}
