/** What Teams knows about a meeting besides its chat's members. */
export interface Meetings {
  /**
   * The organiser, if Teams returns one and the meeting belongs to this conversation. `present` are the people to ask
   * about one by one when Teams does not return the organiser directly.
   *
   * @throws TryLater when Teams asks to wait
   */
  organiser(conversationId: string, meetingId: string, present: readonly string[]): Promise<string | undefined>;
}
