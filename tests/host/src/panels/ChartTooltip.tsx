/** What the chart's tooltip says: the time, then each series' value there. */
import { type DataFrame, formattedValueToString, getFieldDisplayName, getFieldSeriesColor } from '@grafana/data';
import { useTheme2, VizTooltipContent, VizTooltipHeader, type VizTooltipItem, VizTooltipWrapper } from '@grafana/ui';

interface Props {
  /** The series joined over time: time first. */
  frame: DataFrame;
  /** The row under the pointer for each field. */
  indexes: Array<number | null>;
}

export function ChartTooltip({ frame, indexes }: Props) {
  const theme = useTheme2();
  const items = frame.fields.map((field, column): VizTooltipItem => {
    const row = indexes[column] ?? null;
    const value: unknown = row === null ? null : field.values[row];
    return {
      label: getFieldDisplayName(field, frame),
      value: field.display ? formattedValueToString(field.display(value)) : String(value),
      color: getFieldSeriesColor(field, theme).color,
    };
  });
  const [time, ...values] = items;
  if (!time) {
    return null;
  }
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: time.value, value: '' }} isPinned={false} />
      <VizTooltipContent items={values} isPinned={false} />
    </VizTooltipWrapper>
  );
}
