/** Tokens that are known by how they begin. */
export const KNOWN = new RegExp(
  [
    String.raw`\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}`, // Slack
    String.raw`\bxapp-[\w-]{8,}`,
    String.raw`\bhooks\.slack\.com/(?:services|workflows|triggers|commands|actions)/[\w/-]+`,
    String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`, // AWS
    String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`, // GitHub
    String.raw`\bgithub_pat_\w{20,}`,
    String.raw`\bglpat-[\w-]{20,}`, // GitLab
    String.raw`\bnpm_[A-Za-z0-9]{30,}`,
    String.raw`\bpypi-AgEI[\w-]{50,}`,
    String.raw`\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}`, // Stripe
    String.raw`\bAIza[\w-]{35}`, // Google
    String.raw`\bya29\.[\w-]{20,}`,
    String.raw`\bSG\.[\w-]{16,64}\.[\w-]{16,64}`, // SendGrid
    String.raw`\bhv[sbr]\.[\w-]{20,}`, // Vault
    String.raw`\bdo[opr]_v1_[a-f0-9]{32,}`, // DigitalOcean
    String.raw`\bhf_[A-Za-z]{30,}`, // Hugging Face
    String.raw`\bsk-(?:proj-|ant-)?[\w-]{32,}`, // OpenAI, Anthropic
    String.raw`(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?`, // JSON web tokens
    String.raw`\$(?:1|2[aby]|5|6|7|y|gy|apr1|argon2(?:id?|d))\$[./\w$=,+-]{16,}`, // password hashes of crypt(3)
    // A PEM block in base64, as Kubernetes keeps it; certificates and public keys are no secret.
    String.raw`\bLS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FUR|BQVUJMSUMg)[A-Za-z0-9+/]{20,}={0,2}`,
  ].join('|'),
  'g',
);

/** What stands before the secret is kept, and what stands behind it. Bounded repeats: open ones would be quadratic. */
export const AROUND: readonly RegExp[] = [
  /(authorization\\{0,8}["']?\s{0,4}[:=]\s{0,4}\\{0,8}["']?(?:(?:bearer|basic|token|digest|negotiate|aws4-hmac-sha256)\s+)?)[^\n"'\\]+()/gi,
  /\b(bearer\s{1,8})[\w.~+/=-]{12,}()/gi,
  /\b((?:set-)?cookie\s{0,4}:\s{0,4})[^\n"']+()/gi,
  /(:\/\/[^\s/@:"']{0,128}:)[^\s/"']{1,256}(@)/g,
  /("auth"\s{0,4}:\s{0,4}")[A-Za-z0-9+/=]{8,}(")/g, // ~/.docker/config.json
  /(\bmachine[ \t]+\S{1,256}\s{1,8}login[ \t]+\S{1,128}\s{1,8}password[ \t]+)\S+()/g, // ~/.netrc
  /(^(?:[\w.-]{1,253}|\*):(?:[0-9]{1,5}|\*):[\w*-]{1,63}:[\w.*-]{1,63}:)(?!\d*$)\S+()/gm, // ~/.pgpass
  /(\b(?:curl|wget)\b[^\n]{0,300}?\s(?:-u|--user)[ =]{0,2}["']?[^\s:"']{1,128}:)[^\s"']+()/g,
  /(\bmysql(?:dump|admin|import|show)?\b[^\n]{0,200}?\s-p)[^\s"'-][^\s"']*()/g,
  /(\bsshpass[ \t]+-p[ \t]{0,4}["']?)[^\s"']+()/g,
  /(\b(?:identified[ \t]+(?:by|with[ \t]+\w{1,40}[ \t]+by)|password)[ \t]+')[^'\n]+(')/gi, // SQL
  /([?&](?:sig|x-amz-signature|x-amz-security-token)=)[\w%.~+/-]{16,}()/gi, // signed addresses
];

const KEY_NAME = '[A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----';

/** A private key from its first line to its last, or to the end of the text. */
export const KEY_BLOCK = new RegExp(String.raw`-----BEGIN ${KEY_NAME}[\s\S]*?(?:-----END ${KEY_NAME}|$)`, 'g');
/** The last line of one whose first line was cut off. */
export const KEY_END = new RegExp(`-----END ${KEY_NAME}`, 'g');
