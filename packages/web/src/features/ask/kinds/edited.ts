// The input of a tool while a person changes it.

export interface Edited {
  /** What it is now; absent while they have changed nothing. */
  readonly value?: unknown;
  /** What stands there could not be sent. */
  readonly bad?: boolean;
  /** As it stands there, to be kept. */
  readonly kept: unknown;
}

export interface EditProps {
  readonly input: unknown;
  /** What stood there when it was drawn before. */
  readonly kept: unknown;
  readonly onChange: (edited: Edited) => void;
}
