/** `id` is the lower-case Entra object id, the only identity that is stored. */
export interface Person {
  readonly id: string;
  readonly name: string;
}
