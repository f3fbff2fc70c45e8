import { Conductor } from './conductor';
import { pageVisibility } from './pageVisibility';
import { PanelVisibility } from './panelVisibility';
import { mainThread } from './thread';

/** The page's one conductor, shared by every data source and panel. */
export const pageConductor = new Conductor({
  thread: mainThread,
  page: pageVisibility,
  watchPanel: new PanelVisibility().watch,
});
