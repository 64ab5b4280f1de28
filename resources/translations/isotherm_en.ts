<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>isotherm::BandHead</name>
    <message numerus="yes">
        <source>%n table(s) of the series</source>
        <translation>
            <numerusform>%n table of the series</numerusform>
            <numerusform>%n tables of the series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::BandPage</name>
    <message numerus="yes">
        <source>%n table(s) without traffic · show</source>
        <translation>
            <numerusform>%n table without traffic · show</numerusform>
            <numerusform>%n tables without traffic · show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::CellWords</name>
    <message numerus="yes">
        <source>%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled</source>
        <translation>
            <numerusform>%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled</numerusform>
            <numerusform>%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::CompareSentence</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::CurveCanvas</name>
    <message numerus="yes">
        <source>%n point(s) drawn</source>
        <translation>
            <numerusform>%n point drawn</numerusform>
            <numerusform>%n points drawn</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::EventsTable</name>
    <message numerus="yes">
        <source>%Ln read(s) throttled</source>
        <translation>
            <numerusform>%Ln read throttled</numerusform>
            <numerusform>%Ln reads throttled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln write(s) throttled</source>
        <translation>
            <numerusform>%Ln write throttled</numerusform>
            <numerusform>%Ln writes throttled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::HeatLegend</name>
    <message numerus="yes">
        <source>Up to %n partitions a row.</source>
        <translation>
            <numerusform>Up to %n partition a row.</numerusform>
            <numerusform>Up to %n partitions a row.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ImportPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import of %n file(s)</source>
        <translation>
            <numerusform>Import of %n file</numerusform>
            <numerusform>Import of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ImportWords</name>
    <message numerus="yes">
        <source>%n file(s) cannot be read. Mend them, or clear their check marks to leave them out.</source>
        <translation>
            <numerusform>%n file cannot be read. Mend it, or clear its check mark to leave it out.</numerusform>
            <numerusform>%n files cannot be read. Mend them, or clear their check marks to leave them out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are assumed or open; double-click a value to change it.</source>
        <translation>
            <numerusform>%n value is assumed or open; double-click it to change it.</numerusform>
            <numerusform>%n values are assumed or open; double-click a value to change it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them, marked “?”, should be answered first.</source>
        <translation>
            <numerusform>%n of them, marked “?”, should be answered first.</numerusform>
            <numerusform>%n of them, marked “?”, should be answered first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::LensSentence</name>
    <message numerus="yes">
        <source>%Ln request(s) were throttled</source>
        <translation>
            <numerusform>one request was throttled</numerusform>
            <numerusform>%Ln requests were throttled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::PlanPanel</name>
    <message numerus="yes">
        <source>Searching: %n run(s) so far.</source>
        <translation>
            <numerusform>Searching: %n run so far.</numerusform>
            <numerusform>Searching: %n runs so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::RequestsPanel</name>
    <message numerus="yes">
        <source>%1: %Ln request(s)</source>
        <translation>
            <numerusform>%1: one request</numerusform>
            <numerusform>%1: %Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ThrottleLane</name>
    <message numerus="yes">
        <source>%1  %Ln throttled. %2</source>
        <translation>
            <numerusform>%1  %Ln throttled. %2</numerusform>
            <numerusform>%1  %Ln throttled. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2. In the whole run, %Ln throttled. %3</source>
        <translation>
            <numerusform>%1 to %2. In the whole run, %Ln throttled. %3</numerusform>
            <numerusform>%1 to %2. In the whole run, %Ln throttled. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ContrastWords</name>
    <message numerus="yes">
        <source>%n more are in the table of A and B.</source>
        <translation>
            <numerusform>%n more is in the table of A and B.</numerusform>
            <numerusform>%n more are in the table of A and B.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::FindingsPanel</name>
    <message numerus="yes">
        <source>%n dismissed · show</source>
        <translation>
            <numerusform>%n dismissed · show</numerusform>
            <numerusform>%n dismissed · show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ScenarioPanel</name>
    <message numerus="yes">
        <source>Run: %n error(s) first</source>
        <translation>
            <numerusform>Run: %n error first</numerusform>
            <numerusform>Run: %n errors first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ExportWords</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
