/**
 * Where Remit's SSH access lies on a host, all of it root's: the public keys on record, and the grants, a file an account.
 * An account that got a grant is in a group whose members sshd lets in by grants only: a key that they add to their own
 * home does not count, so that the end of a grant is the end.
 */
export const GRANTS = `ssh=/etc/remit/ssh
recorded=$ssh/keys/$account.pub
granted=$ssh/granted/$account
group=remit-ssh
dropin=/etc/ssh/sshd_config.d/01-remit-grants.conf
`;
