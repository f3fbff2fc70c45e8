import { InlineField, InlineSwitch, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { DEFAULT_BUFFER_ROWS, MAX_BUFFER_ROWS, type TributaryQuery } from '../../types';
import { DraftNumber } from '../shared/DraftNumber';
import { setBufferAge, setBufferRows, setDecimate, setFormat, setText } from './edits';
import { AUTO_FORMAT, FORMATS } from './options';
import { PathInput } from './PathInput';
import { type ApplyEdit } from './useQueryEdits';

interface Props {
  query: TributaryQuery;
  apply: ApplyEdit;
}

const LABEL_WIDTH = 14;

/** What most queries leave alone: rows, a filter, how much is kept, how it is shown. */
export function QueryOptions({ query, apply }: Props) {
  const id = useId();
  return (
    <Stack direction="column" gap={0.5}>
      <InlineField
        label="Rows"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-rows`}
        grow
        tooltip="A JSONPath: each value that it selects becomes a row, and fields that start with @ are read from it. Empty: one message, one row."
      >
        <PathInput
          id={`${id}-rows`}
          value={query.rows ?? ''}
          placeholder="one row for each message"
          optional
          onCommit={(rows) => apply(setText('rows', rows))}
        />
      </InlineField>
      <InlineField
        label="Filter"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-where`}
        grow
        tooltip="A JSONPath: messages in which it selects nothing are left out."
      >
        <PathInput
          id={`${id}-where`}
          value={query.where ?? ''}
          placeholder="all messages"
          optional
          expression
          onCommit={(where) => apply(setText('where', where))}
        />
      </InlineField>
      <Stack gap={0.5} wrap="wrap">
        <InlineField
          label="Keep rows"
          labelWidth={LABEL_WIDTH}
          htmlFor={`${id}-buffer`}
          tooltip="When there are more, the oldest go first. A row with a time and a number takes 12 to 16 bytes of memory."
        >
          <DraftNumber
            id={`${id}-buffer`}
            width={16}
            min={1}
            max={MAX_BUFFER_ROWS}
            integer
            value={query.buffer?.rows}
            placeholder={String(DEFAULT_BUFFER_ROWS)}
            onCommit={(rows) => apply(setBufferRows(rows))}
          />
        </InlineField>
        <InlineField
          label="Keep for (seconds)"
          labelWidth="auto"
          htmlFor={`${id}-age`}
          tooltip="Rows older than this go. Empty: any age."
        >
          <DraftNumber
            id={`${id}-age`}
            width={16}
            min={1}
            value={query.buffer?.ageSeconds}
            placeholder="any age"
            onCommit={(ageSeconds) => apply(setBufferAge(ageSeconds))}
          />
        </InlineField>
      </Stack>
      <InlineField label="Format" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          aria-label="Format"
          options={FORMATS}
          value={query.format ?? AUTO_FORMAT}
          onChange={(format) => apply(setFormat(format === AUTO_FORMAT ? undefined : format))}
        />
      </InlineField>
      {query.format === 'timeseries' && (
        <InlineField
          label="Thin out"
          labelWidth={LABEL_WIDTH}
          htmlFor={`${id}-decimate`}
          tooltip="Of more rows than the chart can tell apart it is given the first, last, least and greatest of each point. The buffer keeps them all."
        >
          <InlineSwitch
            id={`${id}-decimate`}
            value={query.decimate !== false}
            onChange={({ currentTarget }) => apply(setDecimate(currentTarget.checked))}
          />
        </InlineField>
      )}
    </Stack>
  );
}

/** What is set here, in a few words. */
export function optionsSummary({ rows, where, buffer, format, decimate }: TributaryQuery): string {
  return [
    FORMATS.find(({ value }) => value === format)?.label,
    format === 'timeseries' && decimate === false && 'all rows',
    rows && `rows ${rows}`,
    where && `filter ${where}`,
    `${buffer?.rows ?? DEFAULT_BUFFER_ROWS} rows`,
    buffer?.ageSeconds !== undefined && `${buffer.ageSeconds} s`,
  ]
    .filter(Boolean)
    .join(' · ');
}
