const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML bodies and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** `王建国` → `王*国`, `李红` → `李*`: the way a vendor's page shows a name. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 2) return `${characters[0] ?? ''}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/**
 * A whole page in Chinese that reads well on a phone: large text, wide buttons, no outside resources.
 * @param body trusted HTML: escape what goes into it
 * @param refreshSeconds absent: the page does not reload by itself
 */
export function page(title: string, body: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">${refresh}
<title>${escapeHtml(title)}</title>
<style>
body{margin:0;background:#f4f6f8;color:#1b2733;font:18px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:560px;margin:0 auto;padding:20px 16px 40px}
h1{font-size:24px;margin:8px 0 4px}
.note{color:#5a6773;font-size:15px;margin:0 0 16px}
.card{background:#fff;border:1px solid #dfe4e9;border-radius:12px;padding:16px;margin:0 0 12px}
.big{font-size:22px;font-weight:600;word-break:break-word}
.small{color:#5a6773;font-size:15px}
button,.button{display:block;width:100%;box-sizing:border-box;min-height:56px;margin:12px 0 0;border:1px solid #1456b8;border-radius:10px;background:#1456b8;color:#fff;font:inherit;font-size:20px;text-align:center}
button.plain{background:#fff;color:#1456b8}
input{box-sizing:border-box;width:100%;min-height:48px;padding:8px 12px;border:1px solid #b8c2cc;border-radius:10px;font:inherit}
.seal{display:inline-block;background:#fff3d6;color:#7a4b00;border-radius:6px;padding:2px 8px;font-size:14px}
</style></head><body><main>${body}</main></body></html>`;
}
