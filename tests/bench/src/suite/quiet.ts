import '../../../host/src/models/bootData';
import '../../../host/src/models/translations';
import * as command from './command';
import { emit } from './scenarios/emit';
import { latency } from './scenarios/latency';
import { mainThread } from './scenarios/mainThread';
import { bytesPerRow, growth } from './scenarios/memory';
import { again, start } from './scenarios/start';
import { throughput } from './scenarios/throughput';

const scenarios: Record<string, () => Promise<void>> = {
  throughput,
  'main-thread': mainThread,
  emit,
  latency,
  'bytes-per-row': bytesPerRow,
  growth,
  start,
};

addEventListener('error', ({ error, message }) => void command.fail(error ?? message));

const name = new URLSearchParams(location.search).get('scenario') ?? '';
const scenario = scenarios[name] ?? (() => Promise.reject(new Error(`there is no scenario ${name}`)));
scenario().then(
  () => (again() ? undefined : command.done()),
  (thrown) => command.fail(thrown)
);
