/**
 * Model of the modules that Grafana shares with plugins: a plugin's build leaves them out and asks for them by name.
 *
 * They must be the page's own instances, since React's hooks, Emotion's cache and Grafana's singletons live in them.
 */
import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaI18n from '@grafana/i18n';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import lodash from 'lodash';
import moment from 'moment';
import * as react from 'react';
import * as reactJsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as reactRouter from 'react-router';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/** CommonJS modules whose export is the module: AMD consumers get it as it is. */
const asDefault = (module: object): System.Module => ({ ...module, default: module, __useDefault: true });

const modules: Record<string, System.Module> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/i18n': grafanaI18n,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/ui': grafanaUi,
  lodash: asDefault(lodash),
  moment: asDefault(moment),
  react: asDefault(react),
  'react/jsx-runtime': asDefault(reactJsxRuntime),
  'react-dom': asDefault(reactDom),
  'react-router': reactRouter,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** Names must resolve to addresses: the `app:` prefix makes one of a name, as in Grafana. */
export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(modules)) {
    imports[name] = `app:${name}`;
    System.set(`app:${name}`, module);
  }
  System.addImportMap({ imports });
}
