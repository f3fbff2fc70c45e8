import './models/bootData';
import './models/translations';
import { createTheme, ThemeContext } from '@grafana/data';
import { config } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import { installHostApi } from './installHostApi';
import { loadPlugin } from './models/pluginLoader';
import { installServices } from './models/services';
import { installRegistries } from './models/registries';
import { RunRecorder } from './recorder';
import { Session } from './session';
import { App } from './ui/App';
import { readUrlOptions, themeFromUrl } from './urlOptions';

const recorder = new RunRecorder();
const host = installHostApi(recorder);
installServices(recorder);
installRegistries();

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) {
    throw new Error('The page has no #root');
  }
  const options = readUrlOptions();
  const session = await Session.start(await loadPlugin(options.cdn), options);
  host.attach(session);
  createRoot(root).render(<Page session={session} />);
}

function Page({ session }: { session: Session }) {
  const [mode, setMode] = useState(themeFromUrl);
  const theme = useMemo(() => {
    const made = createTheme({ colors: { mode } });
    // Grafana's own packages read it here too, outside of React.
    config.theme2 = made;
    return made;
  }, [mode]);
  return (
    // Scenes asks the router for the address, and must not change the real one.
    <MemoryRouter>
      <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        <App session={session} recorder={recorder} theme={mode} onThemeChange={setMode} />
        <PortalContainer />
      </ThemeContext.Provider>
    </MemoryRouter>
  );
}

start().catch((error: unknown) => host.fail(error));
