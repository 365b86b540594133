/** Something the user can mend; its message is one plain paragraph and all that is printed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
