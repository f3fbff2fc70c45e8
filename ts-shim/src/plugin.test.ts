import { readFileSync } from 'fs';
import { resolve } from 'path';

import { MAX_SECRET_PARAMS } from './types';

const plugin = JSON.parse(readFileSync(resolve(__dirname, '../../plugin.json'), 'utf8'));

describe('plugin.json', () => {
  it('declares a frontend-only streaming data source', () => {
    expect(plugin).toMatchObject({
      id: 'tributary-websocket-datasource',
      type: 'datasource',
      metrics: true,
      streaming: true,
      dependencies: { grafanaDependency: '>=12.3.0' },
    });
    expect(plugin.backend).toBeUndefined();
  });

  it('has a proxy route for each number of secret query parameters, which adds exactly that many', () => {
    const expected = Array.from({ length: MAX_SECRET_PARAMS + 1 }, (_, count) => {
      const urlParams = Array.from({ length: count }, (_unused, index) => ({
        name: `{{ .JsonData.queryParamName${index + 1} }}`,
        content: `{{ .SecureJsonData.queryParamValue${index + 1} }}`,
      }));
      return { path: `q${count}`, url: '{{ .URL }}', ...(count > 0 && { urlParams }) };
    });
    expect(plugin.routes).toEqual(expected);
  });
});
