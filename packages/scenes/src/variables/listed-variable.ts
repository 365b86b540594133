import { CustomVariable, type VariableValue } from '@grafana/scenes';

/**
 * A variable whose values are those listed and no others. Scenes would keep any text that an address gives, and these values stand
 * in queries as they are: the number of a quantile, the pattern of a role. What is not listed gives way to the first choice.
 */
export class ListedVariable extends CustomVariable {
  private readonly firstChoice = this.state.value;

  override changeValueTo(value: VariableValue, text?: VariableValue, isUserAction?: boolean): void {
    if (this.isListed(value)) {
      super.changeValueTo(value, text, isUserAction);
    } else {
      super.changeValueTo(this.firstChoice, undefined, isUserAction);
    }
  }

  private isListed(value: VariableValue): boolean {
    const listed = new Set<unknown>(
      this.transformCsvStringToOptions(this.state.query, false).map((option) => option.value)
    );
    if (this.state.isMulti === true) {
      return [value].flat().every((one) => one === '$__all' || listed.has(one));
    }
    return listed.has(value);
  }
}
