/* Looks for a number such that sha256("nonce:number") starts with enough zero bits. */
function zeroBits(bytes) {
  let count = 0;
  for (const byte of bytes) {
    if (byte === 0) { count += 8; continue; }
    return count + Math.clz32(byte) - 24;
  }
  return count;
}

onmessage = async (event) => {
  const { nonce, bits } = event.data;
  const encoder = new TextEncoder();
  for (let start = 0; ; start += 256) {
    const tries = Array.from({ length: 256 }, (_one, index) => start + index);
    const digests = await Promise.all(tries.map((n) => crypto.subtle.digest("SHA-256", encoder.encode(`${nonce}:${n}`))));
    const found = digests.findIndex((digest) => zeroBits(new Uint8Array(digest)) >= bits);
    if (found >= 0) {
      postMessage(String(start + found));
      return;
    }
  }
};
