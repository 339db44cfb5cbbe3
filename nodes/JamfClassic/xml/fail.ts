/** Creates the error for a reason, such as "it is truncated". `hostile`: not an accident, so a retry is pointless. */
export type Fail = (reason: string, hostile?: true) => Error;
