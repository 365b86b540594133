import { getDataSourceSrv } from '@grafana/runtime';
import { DataSourceVariable, type VariableValue } from '@grafana/scenes';

/**
 * A variable whose values are data sources that there are. An address that was copied from another Grafana names one that this one
 * does not have; then the page keeps the one that it would have without it.
 */
export class KnownDataSource extends DataSourceVariable {
  override changeValueTo(value: VariableValue, text?: VariableValue, isUserAction?: boolean): void {
    if (typeof value === 'string' && this.isKnown(value)) {
      super.changeValueTo(value, text, isUserAction);
    } else {
      // An address makes Scenes keep the value as it is, for once.
      this.skipNextValidation = false;
    }
  }

  private isKnown(uidOrName: string): boolean {
    const { pluginId } = this.state;
    return getDataSourceSrv()
      .getList({ pluginId })
      .some(({ uid, name }) => uid === uidOrName || name === uidOrName);
  }
}
