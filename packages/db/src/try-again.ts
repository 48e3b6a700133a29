/** Thrown inside a transaction to have it rolled back and run again, as after a deadlock. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain'
}
