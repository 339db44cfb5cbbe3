/**
 * A self-signed certificate for localhost and 127.0.0.1, with its key, valid for a hundred years.
 * Public test material: anybody can read it here, so it protects nothing. Use it only against the simulator.
 */
export const TEST_CERTIFICATE = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrk0AVjE6GSAJbxbb
mIrzlNuJc07mTyMtoHclefgVDPGhRANCAATVyX3dEXWfLcSHhxJ0FT/+uplx9BVb
pra90plrKbG8LERLJ13o+wzrnI2vrfwCsbxVM/7U8xGnsnpzdWlFSOCX
-----END PRIVATE KEY-----`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUSmY7G2DUiE5UWcnTU5YpHBooROUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA5MTAzMVoYDzIxMjYxMDMw
MDkxMDMxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATVyX3dEXWfLcSHhxJ0FT/+uplx9BVbpra90plrKbG8LERLJ13o+wzr
nI2vrfwCsbxVM/7U8xGnsnpzdWlFSOCXo28wbTAdBgNVHQ4EFgQUOJHtwNWiZfrv
R15/lCZiFyvXVlYwHwYDVR0jBBgwFoAUOJHtwNWiZfrvR15/lCZiFyvXVlYwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAKzSLQFGr0Qyl9qbsCIq0tcOx6fjIA0P/wGhS7pL15zXAiEA
/lKlEJnyGlRcGZkf+NEYHa6AcU2e0hlPwsm2s/YWey4=
-----END CERTIFICATE-----`,
} as const;
