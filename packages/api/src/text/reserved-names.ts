import { handleKey } from './handle.ts'

// Who is called one of these would be taken for the server, for those who run it, or for a page of a
// front end.

const reserved = [
  ...['admin', 'administrator', 'root', 'superuser', 'sysadmin', 'system', 'sudo', 'operator'],
  ...['larder', 'larder-server', 'larder-team', 'official', 'owner', 'staff', 'moderator', 'team'],
  ...['support', 'help', 'helpdesk', 'info', 'contact', 'security', 'abuse', 'billing', 'privacy'],
  ...['postmaster', 'hostmaster', 'webmaster', 'mailer-daemon', 'no-reply', 'noreply', 'mail'],
  ...['api', 'trpc', 'rpc', 'rest', 'graphql', 'www', 'web', 'app', 'cdn', 'static', 'assets'],
  ...['account', 'accounts', 'login', 'log-in', 'logout', 'log-out', 'signin', 'signup', 'sign-in'],
  ...['sign-up', 'register', 'registration', 'password', 'settings', 'profile', 'profiles', 'user'],
  ...['users', 'username', 'me', 'you', 'self', 'new', 'edit', 'delete', 'search', 'docs', 'about'],
  ...[
    'terms',
    'legal',
    'home',
    'index',
    'dashboard',
    'health',
    'metrics',
    'status',
    'oauth',
    'oidc',
  ],
  ...[
    'freezer',
    'freezers',
    'product',
    'products',
    'video',
    'videos',
    'title',
    'titles',
    'notebook',
  ],
  ...['notebooks', 'shop', 'shops', 'order', 'orders', 'event', 'events', 'webhook', 'webhooks'],
  ...['organisation', 'organisations', 'organization', 'organizations', 'household', 'households'],
  ...['company', 'companies', 'public', 'private', 'everyone', 'everybody', 'anonymous', 'nobody'],
  ...[
    'guest',
    'unknown',
    'deleted',
    'erased',
    'null',
    'undefined',
    'none',
    'true',
    'false',
    'test',
  ],
]

const keys = new Set(reserved.map(handleKey))

/** Whether nobody may take this username, however it is spelt. */
export function isReserved(username: string): boolean {
  return keys.has(handleKey(username))
}
