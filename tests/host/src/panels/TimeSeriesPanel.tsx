/** A time series panel of `@grafana/ui`'s own parts: its chart, its legend, its tooltip. */
import { type DataFrame, FieldType, PanelPlugin, type PanelProps } from '@grafana/data';
import { type GraphFieldConfig, LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { TimeSeries, TooltipPlugin2 } from '@grafana/ui';
import { useMemo } from 'react';
import { registerChartOptions } from './chartFieldConfig';
import { ChartTooltip } from './ChartTooltip';
import { PanelMessage } from './PanelMessage';

const LEGEND: VizLegendOptions = {
  calcs: [],
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  showLegend: true,
};

/** `TooltipHoverMode.xAll` of `@grafana/ui`, which exports the type but not the values: all series at one time. */
const ALL_SERIES = 1;

function TimeSeriesPanel({ data, width, height, timeRange, timeZone, onChangeTimeRange }: PanelProps) {
  const frames = useMemo(() => data.series.map(chartable).filter((frame) => frame !== undefined), [data.series]);
  if (frames.length === 0) {
    return <PanelMessage>{reason(data.series)}</PanelMessage>;
  }
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      legend={LEGEND}
    >
      {(config, aligned) => (
        <TooltipPlugin2
          config={config}
          hoverMode={ALL_SERIES}
          queryZoom={onChangeTimeRange}
          render={(_plot, indexes) => <ChartTooltip frame={aligned} indexes={indexes} />}
        />
      )}
    </TimeSeries>
  );
}

/** The frame's time and its numbers: what can be drawn. */
function chartable(frame: DataFrame): DataFrame | undefined {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const numbers = frame.fields.filter((field) => field.type === FieldType.number);
  return time && numbers.length > 0 && frame.length > 0 ? { ...frame, fields: [time, ...numbers] } : undefined;
}

function reason(series: DataFrame[]): string {
  const fields = series.filter((frame) => frame.length > 0).flatMap((frame) => frame.fields);
  if (fields.length === 0) {
    return 'No data';
  }
  const missing = fields.some((field) => field.type === FieldType.time) ? 'number' : 'time';
  return `Data is missing a ${missing} field`;
}

export const timeSeriesPlugin = new PanelPlugin<object, GraphFieldConfig>(TimeSeriesPanel).useFieldConfig({
  useCustomConfig: registerChartOptions,
});
