import { launch, serve, visit } from "./site.mjs";
import { readFileSync } from "node:fs";
const hash = process.argv[2];
const site = await serve();
const browser = await launch();
const sumSelf=new Map(), sumIncl=new Map(); const N=8;
let longs=[];
for (let k=0;k<N;k++){
const context = await browser.newContext({ viewport:{width:360,height:780}, locale:"fr-FR", serviceWorkers:"block" });
await context.clock.setFixedTime(new Date("2026-11-21T10:00:00"));
const page = await context.newPage();
const session = await context.newCDPSession(page);
await session.send("Profiler.enable"); await session.send("Profiler.setSamplingInterval",{interval:100});
await session.send("Profiler.start");
await page.goto(site.url+hash); await page.locator("#titre").waitFor(); await page.waitForTimeout(1200);
const { profile } = await session.send("Profiler.stop");
const byId = new Map(profile.nodes.map(n=>[n.id,n])); const parent=new Map();
for (const n of profile.nodes) for (const c of n.children??[]) parent.set(c,n.id);
profile.samples.forEach((id,i)=>{ const dt=profile.timeDeltas[i]/1000/N; const seen=new Set(); let n=byId.get(id); sumSelf.set(n.callFrame.functionName,(sumSelf.get(n.callFrame.functionName)??0)+dt); while(n){const f=n.callFrame.functionName; if(!seen.has(f)){seen.add(f);sumIncl.set(f,(sumIncl.get(f)??0)+dt);} n=byId.get(parent.get(n.id));} });
await context.close();
}
const show=(m,k)=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,k).forEach(([f,t])=>console.log(t.toFixed(2).padStart(9),f.slice(0,230)));
console.log("\nself"); show(sumSelf,40); console.log("\nincl"); show(sumIncl,110);
await browser.close(); await site.close();
