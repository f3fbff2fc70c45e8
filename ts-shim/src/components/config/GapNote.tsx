import { Button, Stack } from '@grafana/ui';
import React from 'react';

import { Note } from '../shared/Note';
import { type NumberedSecrets } from './useNumberedSecrets';

/** Says that some entries aren't sent, which happens with settings that were written by hand. */
export function GapNote({ secrets, what }: { secrets: NumberedSecrets; what: string }) {
  if (!secrets.hasGap) {
    return null;
  }
  return (
    <Stack alignItems="center" wrap="wrap" gap={1}>
      <Note tone="warning">
        A number is missing, and Grafana sends only the {what} before it. Moving the last one there asks for its value
        again.
      </Note>
      <Button type="button" size="sm" variant="secondary" onClick={secrets.closeGap}>
        Close the gap
      </Button>
    </Stack>
  );
}
