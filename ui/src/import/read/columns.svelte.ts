/** Whether the choice of columns is open, and at which of them. */
export class ColumnsOpen {
  shown = $state(false);
  column = $state<number | null>(null);

  open(column: number | null): void {
    this.column = column;
    this.shown = true;
  }
}
