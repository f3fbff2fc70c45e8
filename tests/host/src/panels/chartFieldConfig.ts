/** The time series panel's field options: what a saved dashboard may set and the panel's defaults. */
import type { FieldConfigEditorBuilder } from '@grafana/data';
import {
  AxisPlacement,
  GraphDrawStyle,
  type GraphFieldConfig,
  GraphGradientMode,
  LineInterpolation,
  VisibilityMode,
} from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';
import { fieldOption } from '../models/fieldOptions';

const defaults: GraphFieldConfig = {
  drawStyle: GraphDrawStyle.Line,
  lineInterpolation: LineInterpolation.Linear,
  lineWidth: 1,
  fillOpacity: 12,
  gradientMode: GraphGradientMode.Opacity,
  showPoints: VisibilityMode.Never,
  axisPlacement: AxisPlacement.Auto,
};

/** Only registered options reach a field's config: the names and values are those of Grafana's own panel. */
export function registerChartOptions(builder: FieldConfigEditorBuilder<GraphFieldConfig>): void {
  for (const [path, defaultValue] of Object.entries(defaults)) {
    builder.addCustomEditor(fieldOption(path, defaultValue));
  }
  commonOptionsBuilder.addHideFrom(builder);
}
