/**
 * Model of how Grafana starts its translations: there are none here, and every text is the English one in the code.
 *
 * `@grafana/ui` asks for texts while it is being imported: so this module must come before it.
 */
import { initPluginTranslations } from '@grafana/i18n';

void initPluginTranslations('host-page');
