import { Avatar } from "@fluentui/react-components";

/** Somebody's initials in a colour of their own. The name stands beside it in words, so it says nothing aloud. */
export function Face({ name, id }: { readonly name: string; readonly id: string }) {
  return <Avatar name={name} idForColor={id} color="colorful" size={32} aria-hidden role="presentation" />;
}
