/** Runs a data source's health check and makes an answer of whatever comes of it, as Grafana's settings page does. */
import type { DataSourceApi, TestDataSourceResponse } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';

export async function testDataSource(instance: DataSourceApi): Promise<TestDataSourceResponse> {
  try {
    return await instance.testDatasource();
  } catch (error) {
    return { status: 'error', message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (isFetchError<{ message?: string } | undefined>(error)) {
    return error.data?.message ?? error.statusText ?? `HTTP status ${error.status}`;
  }
  return error instanceof Error ? error.message : String(error);
}
