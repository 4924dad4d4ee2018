import { FOYERS } from "./foyers.mjs";
import { launch, serve, visit } from "./site.mjs";
import { writeFileSync } from "node:fs";
const which = process.argv[2] ?? "lyon";
const throttle = +(process.argv[3] ?? 1);
const site = await serve();
const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
const { context, page, close } = await visit(browser, site.url, { width: 360, height: 780 });
await FOYERS[which](page);
const field = page.getByRole("textbox", { name: /payez-vous de loyer/ });
await page.goto(`${site.url}#/questions/logement`);
const session = await context.newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
for (let i=0;i<3;i++){ await field.fill(""); await field.pressSequentially("643"); await page.waitForTimeout(300);}
// trace
const events = [];
session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline","disabled-by-default-devtools.timeline","v8.execute","blink.user_timing","toplevel"] } });
for (let i=0;i<5;i++){ await field.fill(""); await page.waitForTimeout(300*throttle); for (const d of "643"){ await field.pressSequentially(d); await page.waitForTimeout(250*throttle);} }
const done = new Promise(r=>session.once("Tracing.tracingComplete", r));
await session.send("Tracing.end"); await done;
writeFileSync("/tmp/prof/trace.json", JSON.stringify(events));
const tot = {};
for (const e of events) if (e.ph==="X" && e.dur) { const n=e.name+(e.args?.data?.type?":"+e.args.data.type:""); (tot[n]??=[0,0]); tot[n][0]+=e.dur; tot[n][1]++; }
for (const [n,[d,c]] of Object.entries(tot).sort((a,b)=>b[1][0]-a[1][0]).slice(0,28)) console.log(n.padEnd(50), (d/20000).toFixed(2).padStart(9), "ms/key", c);
// profile
await session.send("Profiler.enable"); await session.send("Profiler.setSamplingInterval",{interval:100});
await session.send("Profiler.start");
for (let i=0;i<5;i++){ await field.fill(""); await page.waitForTimeout(300*throttle); for (const d of "643"){ await field.pressSequentially(d); await page.waitForTimeout(250*throttle);} }
const { profile } = await session.send("Profiler.stop");
const byId = new Map(profile.nodes.map(n=>[n.id,n])); const parent=new Map();
for (const n of profile.nodes) for (const c of n.children??[]) parent.set(c,n.id);
const self=new Map(); const incl=new Map();
profile.samples.forEach((id,i)=>{ const dt=profile.timeDeltas[i]; const seen=new Set(); let n=byId.get(id); self.set(n.callFrame.functionName,(self.get(n.callFrame.functionName)??0)+dt); while(n){const f=n.callFrame.functionName; if(!seen.has(f)){seen.add(f);incl.set(f,(incl.get(f)??0)+dt);} n=byId.get(parent.get(n.id));} });
const show=(m,k)=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,k).forEach(([f,t])=>console.log((t/20000).toFixed(3).padStart(9),f));
console.log("\nself"); show(self,35); console.log("\nincl"); show(incl,90);
await close(); await browser.close(); await site.close();
