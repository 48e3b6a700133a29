export const USAGE = `Usage: npm run admin -- create-admin --email <address> --name <name> [options]
       npm run admin -- projections list
       npm run admin -- projections rebuild <name>
       npm run admin -- projections retry <name>
       npm run admin -- tasks list
       npm run admin -- tasks retry <id>

They work on the configured database (see .env.example), and the server may be running. Where Larder is
installed as a package, "larder-server" stands for "npm run admin --"; without a command it is the server.

create-admin creates an administrator. The password is asked for, or read as one line from standard
input.

projections are what is derived from the events: history, trends, what webhooks are sent.
  list     how far each has come, and which events it could not take
  rebuild  derives one anew from the first event; readers see the old one until it is done
  retry    tries the events again that it could not take

tasks are work on the outside world, such as the deliveries of webhooks.
  list     those that failed for good, newest first
  retry    tries one of them again

Options of create-admin:
  --email <address>     the address to log in with
  --name <name>         how others see the account
  --language <en|fr>    the language of names and messages (default: en)
  --time-zone <zone>    the time zone that decides what "today" is (default: UTC)

Options of all others:
  --json                answers JSON, for scripts

--help shows this text.

Examples:
  npm run admin -- create-admin --email ada@example.com --name Ada
  npm run admin -- create-admin --email ada@example.com --name Ada --time-zone Europe/Paris < password.txt
  npm run admin -- projections list
  npm run --silent admin -- projections list --json | jq '.[] | select(.lag > 1000)'

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.`
