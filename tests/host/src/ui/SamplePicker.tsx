/** Which feed to look at. */
import { RadioButtonGroup } from '@grafana/ui';
import { samples } from '../samples';
import type { Session } from '../session';
import { useValue } from './useValue';

const options = samples.map(({ id, label, description }) => ({ value: id, label, description }));

export function SamplePicker({ session }: { session: Session }) {
  const { sample } = useValue(session.state);
  const open = (id: string): void => {
    const chosen = samples.find((each) => each.id === id);
    if (chosen) {
      void session.openSample(chosen);
    }
  };
  return <RadioButtonGroup aria-label="Sample feed" value={sample.id} options={options} onChange={open} />;
}
