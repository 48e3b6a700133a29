export const USAGE = `Usage: npm run admin -- create-admin --email <address> --name <name> [options]
       npm run admin -- outbox
       npm run admin -- outbox show <name>
       npm run admin -- set-role <address> user|staff|admin
       npm run admin -- reset-password <address>
       npm run admin -- end-two-factor <address>
       npm run admin -- files usage
       npm run admin -- files sweep [--dry-run] [--grace-hours <n>] [--strays]
       npm run admin -- files check
       npm run admin -- projections list
       npm run admin -- projections rebuild <name>
       npm run admin -- projections retry <name>
       npm run admin -- tasks list
       npm run admin -- tasks retry <id>
       npm run admin -- videos make-ladders

They work on the configured database (see .env.example), and the server may be running. Where Larder is
installed as a package, "larder-server" stands for "npm run admin --"; without a command it is the server.

create-admin creates an administrator. The password is asked for, or read as one line from standard
input.

outbox lists the mail that was written to files because no LARDER_SMTP_URL is set, newest last.
  show     one message as plain text

set-role makes an account a user, staff or an administrator; the last administrator stays one.

reset-password gives an account a new password, asked for like that of create-admin, and ends its
sessions.

end-two-factor lets somebody in who lost both the authenticator and the recovery codes: the password is
enough again. It ends their sessions. Make sure that it is them.

files are kept by the server, and what no file needs any more is swept by it.
  usage    what all files take, and what it saves to keep the same bytes once
  sweep    takes away now what nothing needed for LARDER_SWEEP_GRACE_HOURS, and tells what
  check    reads every stored byte, and says which files are damaged; ends with 1 if any is

projections are what is derived from the events: history, trends, what webhooks are sent.
  list     how far each has come, and which events it could not take
  rebuild  derives one anew from the first event; readers see the old one until it is done
  retry    tries the events again that it could not take

tasks are work on the outside world, such as mail and the deliveries of webhooks.
  list     those that failed for good, newest first
  retry    tries one of them again

videos
  make-ladders  codes what was ready before LARDER_HLS was turned on, and what failed, for HLS

Options of create-admin:
  --email <address>     the address to log in with
  --name <name>         how others see the account
  --language <en|fr>    the language of names and messages (default: en)
  --time-zone <zone>    the time zone that decides what "today" is (default: UTC)

Options of files sweep:
  --dry-run             tells what would be taken, and takes nothing
  --grace-hours <n>     other than the configured ones, from 1 on
  --strays              also what is in the store and in no row of this database: look at it with --dry-run
                        first, it may belong to another database or to a later state of this one

Options of all others:
  --json                answers JSON, for scripts

--help shows this text.

Examples:
  npm run admin -- create-admin --email ada@example.com --name Ada
  npm run admin -- create-admin --email ada@example.com --name Ada --time-zone Europe/Paris < password.txt
  npm run admin -- outbox
  npm run admin -- set-role ada@example.com admin
  npm run admin -- files sweep --dry-run
  npm run admin -- projections list
  npm run --silent admin -- projections list --json | jq '.[] | select(.lag > 1000)'

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.`
