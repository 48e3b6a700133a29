import { defineTopic } from '../command/define.ts'

export const exitCodesTopic = defineTopic(
  'exit-codes',
  'What the exit codes say',
  `Exit codes

  0  done
  1  failed: a rule of the server said no (such as "the day is in the future"), a refused
     import, an error on the server, or a configuration file that cannot be used
  2  usage: an option or argument is missing, unknown or not valid, here or for the server,
     or a file that it names cannot be read or written
  3  not found: there is no such freezer, product, type, token, profile or procedure
  4  not signed in, or not allowed
  5  conflict: the name or number is taken, or something is not in the needed state
  6  rate-limited: too many calls from this address
  7  the server cannot be reached, is not a Larder server, or is not ready

Messages go to standard error. With --json an error is one JSON object there:

  {"error":{"exitCode":3,"reason":"NOT_FOUND","message":"...","details":{},"hint":null,"requestId":"..."}}

The reason is that of the API; problems found before asking the server have the reason null.
`,
)
