/** The look. Adopted as a constructed sheet, so that `style-src 'self'` of the page is enough. */
export const STYLES = `
:host{all:initial;display:block;
 --font:var(--airbranch-font,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif);
 --radius:var(--airbranch-radius,14px);--x:var(--airbranch-offset-x,24px);--y:var(--airbranch-offset-y,24px)}
:host([hidden]),[hidden]{display:none!important}
*,*::before,*::after{box-sizing:border-box}
.root{--surface:#fff;--ground:#f5f7f9;--line:#dde3e9;--text:#1c2630;--quiet:#55636f;--bubble:#eef2f5;--warn:#fff5e0;--warn-text:#6b4300;
 --bad:#b3261e;--shade:0 12px 40px rgb(16 32 48/.18),0 2px 8px rgb(16 32 48/.1);
 font:15px/1.65 var(--font);color:var(--text);text-align:start;-webkit-text-size-adjust:100%;color-scheme:light}
.root:lang(en){--font:var(--airbranch-font,system-ui,"Segoe UI",Roboto,"Helvetica Neue","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif);font-family:var(--font)}
.root.dark{--surface:#222932;--ground:#1a2027;--line:#3a4551;--text:#e8edf2;--quiet:#a9b6c2;--bubble:#303a45;--warn:#41341c;--warn-text:#ffdf9e;
 --bad:#ffb4ab;--shade:0 12px 40px rgb(0 0 0/.5);color-scheme:dark}
button,input,textarea{font:inherit;color:inherit;margin:0}
button{cursor:pointer;border:0;background:none;padding:0}
button:disabled{cursor:default;opacity:.45}
h2,h3,p,ul{margin:0;padding:0;font-weight:inherit;font-size:inherit}
ul{list-style:none}
a{color:var(--ink);text-decoration:underline;text-underline-offset:2px;overflow-wrap:anywhere}
svg{width:22px;height:22px;flex:none;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
:focus{outline:none}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
header :focus-visible{outline-color:var(--on-fill)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.launcher{position:fixed;z-index:var(--airbranch-z-index,2147483000);bottom:calc(var(--y) + env(safe-area-inset-bottom));inset-inline-end:var(--x);
 display:flex;align-items:center;gap:8px;min-height:52px;padding:0 20px 0 16px;border-radius:26px;background:var(--fill);color:var(--on-fill);
 box-shadow:var(--shade);font-size:16px;font-weight:500}
.left .launcher,.left .panel{inset-inline:var(--x) auto}
.launcher:focus-visible{outline-offset:3px}
.badge{min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#fff;color:#9b1c14;font-size:13px;line-height:22px;font-weight:600;
 text-align:center;font-variant-numeric:tabular-nums}

.panel{position:fixed;z-index:var(--airbranch-z-index,2147483000);bottom:var(--y);inset-inline-end:var(--x);display:flex;flex-direction:column;
 width:min(var(--airbranch-width,400px),calc(100vw - 32px));height:min(var(--airbranch-height,640px),calc(100vh - 2*var(--y)));
 height:min(var(--airbranch-height,640px),calc(100dvh - 2*var(--y)));
 background:var(--surface);border-radius:var(--radius);box-shadow:var(--shade);overflow:hidden;overscroll-behavior:contain}
header{display:flex;align-items:center;gap:4px;min-height:60px;padding:8px 8px 8px 18px;background:var(--fill);color:var(--on-fill);flex:none}
.names{flex:1;min-width:0}
h2{font-size:17px;line-height:1.4;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
h2:focus-visible{outline:none}
.under{font-size:13px;line-height:1.4;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.icon{display:grid;place-items:center;width:44px;height:44px;border-radius:10px;flex:none}
.icon.small{width:32px;height:32px}.icon.small svg{width:16px;height:16px}
.icon:hover:not(:disabled){background:rgb(127 140 155/.2)}
header>.icon:first-child{margin-inline-start:-12px}

.strip{display:flex;align-items:center;gap:8px;padding:9px 18px;font-size:14px;line-height:1.55;background:var(--ground);border-bottom:1px solid var(--line);flex:none}
.strip.warn{background:var(--warn);color:var(--warn-text)}
.strip p{flex:1}.strip .second{display:block;font-size:13px;color:var(--quiet)}
.plain{padding:4px 10px;min-height:32px;border-radius:8px;color:inherit;text-decoration:underline;text-underline-offset:3px;white-space:nowrap}
.ask{padding:12px 18px;border-bottom:1px solid var(--line);flex:none}
.ask .pair{margin-top:10px}
.pair{display:flex;gap:10px;justify-content:flex-end}
.main,.second.small,.pair .second{min-height:44px;padding:0 20px;border-radius:10px;font-weight:500}
.main{background:var(--fill);color:var(--on-fill)}
.pair .second{border:1px solid var(--line);background:var(--surface)}
.main.small,.pair .second.small{min-height:36px;padding:0 14px;font-size:14px}

.body{position:relative;flex:1;min-height:0;display:flex;flex-direction:column}
.log,.start,.history{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:16px 18px;scrollbar-width:thin}
.log:focus-visible{outline-offset:-2px}
.start{display:flex;flex-direction:column;gap:8px}
.greeting{font-size:17px;line-height:1.7;white-space:pre-wrap;margin-bottom:6px}
.closed{padding:12px 14px;border-radius:10px;background:var(--warn);color:var(--warn-text);margin-bottom:6px}
.topics,.quick{display:flex;flex-wrap:wrap;gap:8px}
.topics{margin-bottom:8px}
.chip{min-height:36px;padding:4px 14px;border:1px solid var(--line);border-radius:18px;background:var(--surface);color:var(--ink);font-size:14px;line-height:1.4}
.chip:hover{border-color:var(--ink)}
.chip[aria-pressed=true]{background:var(--fill);border-color:var(--fill);color:var(--on-fill)}
label{font-size:14px;color:var(--quiet)}
input[type=text],textarea{display:block;width:100%;padding:9px 12px;border:1px solid var(--field,#8593a0);border-radius:10px;background:var(--surface);font-size:16px;line-height:1.5;resize:none}
input[type=text]:focus,textarea:focus{border-color:var(--ink);outline:1px solid var(--ink);outline-offset:0}
::placeholder{color:var(--quiet);opacity:1}
.start .main{margin-top:10px;flex:none}
.start textarea{flex:none}
.problem{color:var(--bad);font-size:14px}.problem:empty{display:none}

.lines{display:flex;flex-direction:column}
.day,.note,.empty{text-align:center;font-size:13px;color:var(--quiet)}
.day::first-letter,.when::first-letter{text-transform:uppercase}
.day{margin:6px 0 14px}.note{margin:4px 0 16px}.empty{padding:32px 0}
.line{display:flex;flex-direction:column;align-items:flex-start;max-width:84%;margin-bottom:4px}
.line.last{margin-bottom:16px}
.line.customer{align-self:flex-end;align-items:flex-end}
.author{font-size:13px;color:var(--quiet);margin-bottom:2px}
.bubble{padding:8px 13px;border-radius:14px;background:var(--bubble);white-space:pre-wrap;overflow-wrap:anywhere;min-width:0;max-width:100%}
.customer .bubble{background:var(--fill);color:var(--on-fill)}
.customer .bubble a{color:inherit}
.system .bubble{background:none;border:1px solid var(--line)}
.line.last .bubble:last-of-type{border-end-start-radius:4px}
.customer.last .bubble:last-of-type{border-end-start-radius:14px;border-end-end-radius:4px}
.foot{display:flex;gap:8px;font-size:12px;line-height:1.5;color:var(--quiet);margin-top:3px;font-variant-numeric:tabular-nums}
.foot:empty{display:none}
.mark.late{color:var(--warn-text)}.root:not(.dark) .mark.late{color:#8a5300}
.refusal{font-size:13px;color:var(--bad);text-align:end}
.refusal button{margin-inline-start:10px;min-height:28px;text-decoration:underline;text-underline-offset:3px}
.image{display:grid;place-items:center;width:200px;height:150px;margin-top:4px;border:1px solid var(--line);border-radius:12px;overflow:hidden;background:var(--ground);cursor:zoom-in;font-size:13px;color:var(--quiet)}
.image.failed{cursor:pointer;padding:12px;color:var(--bad)}
.image img,.image canvas{width:100%;height:100%;object-fit:cover;display:block}
.file{display:flex;align-items:center;gap:10px;max-width:100%;margin-top:4px;padding:10px 14px;border:1px solid var(--line);border-radius:12px;background:var(--surface);text-align:start}
.file:hover{border-color:var(--ink)}
.name{flex:1;min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.size{font-size:13px;color:var(--quiet);white-space:nowrap;font-variant-numeric:tabular-nums}
.typing{display:flex;gap:5px;width:max-content;padding:14px;border-radius:14px;background:var(--bubble)}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--quiet);animation:breathe 1.4s infinite both}
.typing i:nth-child(2){animation-delay:.2s}.typing i:nth-child(3){animation-delay:.4s}
@keyframes breathe{0%,70%,100%{opacity:.3}35%{opacity:1}}
.pill{position:absolute;bottom:12px;left:50%;transform:translateX(-50%);display:flex;align-items:center;gap:6px;min-height:36px;padding:0 14px 0 10px;border-radius:18px;
 background:var(--surface);color:var(--ink);border:1px solid var(--line);box-shadow:0 4px 14px rgb(16 32 48/.16);font-size:14px}
.pill svg{width:16px;height:16px}

.card,.over{padding:14px 18px;border-top:1px solid var(--line);flex:none}
.card h3{font-size:16px;font-weight:600;margin-bottom:4px}
.card .pair{margin-top:10px}.card .pair button{flex:1}
.card textarea{margin-top:2px}
.over{text-align:center}.over p:not(:empty){margin-bottom:10px;font-size:14px}
.over .main{width:100%}
.composer{padding:8px 8px calc(8px + env(safe-area-inset-bottom));border-top:1px solid var(--line);flex:none}
.composer .problem{padding:2px 8px 6px}
.row{display:flex;align-items:flex-end;gap:2px}
.row .send{color:var(--ink)}
.row textarea{flex:1;min-width:0;min-height:44px}
.row textarea:first-of-type{margin-inline-start:0}
.row .icon[hidden]+textarea{margin-inline-start:8px}
.quick{padding:0 8px 8px;flex-wrap:nowrap;overflow-x:auto;scrollbar-width:none}
.quick .chip{white-space:nowrap;flex:none}
.uploads:empty{display:none}
.uploads{max-height:168px;overflow-y:auto;padding:0 8px}
.upload{display:grid;grid-template-columns:auto 1fr auto auto auto;align-items:center;gap:2px 8px;padding:6px 6px 8px 10px;margin-bottom:8px;border:1px solid var(--line);border-radius:10px;font-size:14px}
.upload svg{color:var(--quiet)}
.upload progress{grid-column:1/-1;width:100%;height:4px;appearance:none;border:0;border-radius:2px;background:var(--line);overflow:hidden}
.upload progress::-webkit-progress-bar{background:var(--line)}
.upload progress::-webkit-progress-value{background:var(--fill)}
.upload progress::-moz-progress-bar{background:var(--fill)}
.upload .told{grid-column:1/-1;font-size:13px;line-height:1.4;color:var(--quiet)}
.upload.failed .told{color:var(--bad)}

.history{padding:8px}
.history>.lines{padding:8px 10px}
.history li+li{border-top:1px solid var(--line)}
.history li button{display:grid;grid-template-columns:1fr auto;gap:0 12px;width:100%;padding:12px 10px;text-align:start;border-radius:10px}
.history li button:hover{background:var(--ground)}
.history .when{font-size:13px;color:var(--quiet)}.history .topic{font-size:13px;color:var(--ink)}
.history .last{grid-column:1/-1;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.history>.plain{display:block;margin:8px auto;color:var(--ink)}

.drop{position:absolute;inset:8px;display:none;place-items:center;border:2px dashed var(--ink);border-radius:10px;background:var(--surface);opacity:.94;font-size:17px;pointer-events:none}
.dropping .drop{display:grid}
.viewer{width:100%;height:100%;max-width:none;max-height:none;padding:24px;border:0;background:rgb(10 16 22/.92);color:#fff}
.viewer[open]{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:18px}
.viewer img,.viewer canvas{max-width:100%;max-height:calc(100% - 70px);object-fit:contain}
.viewer .second.small{color:var(--text)}
.viewer :focus-visible{outline-color:#fff}

@media (max-width:480px),(max-height:440px){
 .panel{inset:0!important;width:100%;height:var(--sheet,100%);border-radius:0}
 header{padding-top:calc(8px + env(safe-area-inset-top))}
}
@media (prefers-reduced-motion:no-preference){
 .panel{animation:rise .18s ease-out}
 @keyframes rise{from{opacity:0;transform:translateY(10px)}}
}
@media (prefers-reduced-motion:reduce){.typing i{animation:none;opacity:.7}}
@media (forced-colors:active){.launcher,.panel,.bubble,.main,.chip{border:1px solid}.chip[aria-pressed=true]{border-width:3px}}
@media print{:host{display:none}}
`
export const FULL_SCREEN = '(max-width:480px),(max-height:440px)'
