/**
 * Model of what Grafana's HTML page sets before any of its modules run.
 *
 * `@grafana/runtime` reads `window.grafanaBootData` while it is being imported, and `@grafana/ui` builds the address of
 * its icons from `__grafana_public_path__`: so this module must stay the entry's first import.
 */
import { themeFromUrl } from '../urlOptions';

interface GrafanaWindow {
  __grafana_public_path__?: string;
  grafanaBootData?: unknown;
}

const grafanaWindow = window as unknown as GrafanaWindow;

grafanaWindow.__grafana_public_path__ = '/public/';
grafanaWindow.grafanaBootData = {
  assets: { light: '', dark: '' },
  navTree: [],
  settings: {
    appUrl: `${window.location.origin}/`,
    appSubUrl: '',
    buildInfo: { version: '13.2.2', commit: 'host-page', env: 'production' },
    featureToggles: {},
  },
  user: {
    isSignedIn: true,
    id: 1,
    login: 'host-page',
    orgId: 1,
    orgRole: 'Admin',
    theme: themeFromUrl(),
    timezone: 'browser',
    weekStart: 'browser',
    locale: 'en-US',
    language: 'en-US',
  },
};
