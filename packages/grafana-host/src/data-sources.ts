import type {
  DataSourceApi,
  DataSourceInstanceSettings,
  DataSourceJsonData,
  DataSourceRef,
  ScopedVars,
} from '@grafana/data';
import type { DataSourceSrv, GetDataSourceListFilters, TemplateSrv } from '@grafana/runtime';

import { MIXED, mixedSettings, MixedDataSource } from './query/mixed-data-source.ts';

export interface HostDataSource {
  readonly settings: DataSourceInstanceSettings<DataSourceJsonData>;
  readonly api: DataSourceApi;
}

/** The data sources of the page, found by uid, by name or by a variable that holds either. The first is the default. */
export class DataSourceDirectory implements DataSourceSrv {
  private readonly mixed: HostDataSource = {
    settings: mixedSettings,
    api: new MixedDataSource((ref, scopedVars) => this.get(ref, scopedVars)),
  };

  constructor(
    private readonly known: readonly HostDataSource[],
    private readonly templates: TemplateSrv
  ) {}

  get(ref?: DataSourceRef | string | null, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const found = this.find(ref, scopedVars);
    return found === undefined
      ? Promise.reject(new Error(`Data source ${this.idOf(ref, scopedVars)} was not found`))
      : Promise.resolve(found.api);
  }

  getInstanceSettings(
    ref?: DataSourceRef | string | null,
    scopedVars?: ScopedVars
  ): DataSourceInstanceSettings | undefined {
    return this.find(ref, scopedVars)?.settings;
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = [filters.pluginId ?? [], filters.type ?? []].flat();
    return this.known
      .map(({ settings }) => settings)
      .filter((settings) => types.every((type) => type === settings.type) && (filters.filter?.(settings) ?? true));
  }

  reload(): void {
    // The list is fixed for the life of the page.
  }

  registerRuntimeDataSource(): void {
    throw new Error('Register runtime data sources with sceneUtils.registerRuntimeDataSource');
  }

  private find(ref?: DataSourceRef | string | null, scopedVars?: ScopedVars): HostDataSource | undefined {
    const id = this.idOf(ref, scopedVars);
    if (id === MIXED) {
      return this.mixed;
    }
    return id === '' || id === 'default'
      ? this.known[0]
      : this.known.find(({ settings }) => settings.uid === id || settings.name === id);
  }

  private idOf(ref: DataSourceRef | string | null | undefined, scopedVars: ScopedVars | undefined): string {
    const id = typeof ref === 'string' ? ref : (ref?.uid ?? '');
    return this.templates.replace(id, scopedVars);
  }
}
