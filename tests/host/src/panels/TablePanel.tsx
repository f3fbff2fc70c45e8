/** A table panel of `@grafana/ui`'s table: the newest row first, one frame at a time. */
import {
  type DataFrame,
  FieldType,
  getFieldDisplayName,
  getFrameDisplayName,
  PanelPlugin,
  type PanelProps,
} from '@grafana/data';
import { Combobox } from '@grafana/ui';
import type { TableFieldOptions } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { useState } from 'react';
import { fieldOption } from '../models/fieldOptions';
import { PanelMessage } from './PanelMessage';

const FRAME_PICKER_HEIGHT = 40;
/** Six columns have room in two fifths of the page: a column out of sight is not in the DOM. */
const COLUMN_MIN_WIDTH = 70;

function TablePanel({ data, width, height, timeRange, fieldConfig }: PanelProps) {
  const [picked, setPicked] = useState(0);
  const frames = data.series.filter((frame) => frame.fields.length > 0);
  const frame = frames[Math.min(picked, frames.length - 1)];
  if (!frame) {
    return <PanelMessage>No data</PanelMessage>;
  }
  const pickerHeight = frames.length > 1 ? FRAME_PICKER_HEIGHT : 0;
  return (
    <>
      <TableNG
        // A new set of columns is a new table: the order of rows is only read when it is made.
        key={frame.fields.map((field) => field.name).join('\n')}
        data={frame}
        width={width}
        height={height - pickerHeight}
        timeRange={timeRange}
        fieldConfig={fieldConfig}
        structureRev={data.structureRev}
        sortBy={newestFirst(frame)}
        sortByBehavior="initial"
      />
      {pickerHeight > 0 && (
        <Combobox
          aria-label="Frame"
          value={frames.indexOf(frame)}
          options={frames.map((each, value) => ({ value, label: getFrameDisplayName(each, value) }))}
          onChange={(option) => setPicked(option.value)}
        />
      )}
    </>
  );
}

function newestFirst(frame: DataFrame): Array<{ displayName: string; desc: boolean }> {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  return time ? [{ displayName: getFieldDisplayName(time, frame), desc: true }] : [];
}

export const tablePlugin = new PanelPlugin<object, Partial<TableFieldOptions>>(TablePanel).useFieldConfig({
  useCustomConfig: (builder) => {
    builder.addCustomEditor(fieldOption('width')).addCustomEditor(fieldOption('minWidth', COLUMN_MIN_WIDTH));
  },
});
