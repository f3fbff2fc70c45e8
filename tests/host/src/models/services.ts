/** Hands the models to `@grafana/runtime`: Grafana does this at the start of its own front end. */
import { EventBusSrv } from '@grafana/data';
import {
  setAppEvents,
  setBackendSrv,
  setEchoSrv,
  setPluginImportUtils,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import type { RunRecorder } from '../recorder';
import { backendSrv } from './backendSrv';
import { panelPlugins } from './panelPlugins';
import { runRequest } from './runRequest';
import { templateSrv } from './templateSrv';

export function installServices(recorder: RunRecorder): void {
  setAppEvents(new EventBusSrv());
  // Usage statistics: this page sends none.
  const nothing = (): void => undefined;
  setEchoSrv({ addEvent: nothing, addBackend: nothing, flush: nothing, onInteraction: () => nothing });
  setBackendSrv(backendSrv);
  setTemplateSrv(templateSrv);
  setPluginImportUtils(panelPlugins);
  setRunRequest((dataSource, request) => recorder.watch(request, runRequest(dataSource, request)));
}
