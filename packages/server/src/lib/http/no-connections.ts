/**
 * Who navigates knocks at the door of where it goes before any policy of content is asked, and so tells a host and a port something. This header is asked
 * first: it lets nothing connect but with the server that the frame came from. Browsers that do not know it pass over it.
 */
export const NO_CONNECTIONS = ["connection-allowlist", "(response-origin)"] as const;
