/** What Teams knows of a meeting beyond who is in its chat. */
export interface Meetings {
  /**
   * Who called the meeting, where Teams tells and the meeting is this conversation's. `present` are those to ask about
   * one by one where Teams does not tell outright.
   *
   * @throws TryLater when Teams asks for patience
   */
  organiser(conversationId: string, meetingId: string, present: readonly string[]): Promise<string | undefined>;
}
