import { DataSourcePlugin } from '@grafana/data';

import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { TributaryDataSource } from './datasource';
import { type TributaryDataSourceOptions, type TributaryQuery, type TributarySecureJsonData } from './types';

export const plugin = new DataSourcePlugin<
  TributaryDataSource,
  TributaryQuery,
  TributaryDataSourceOptions,
  TributarySecureJsonData
>(TributaryDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
