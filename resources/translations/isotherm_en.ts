<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>isotherm::ScoreRow</name>
    <message numerus="yes">
        <source>%n hour(s) begun</source>
        <translation>
            <numerusform>%n hour begun</numerusform>
            <numerusform>%n hours begun</numerusform>
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
</TS>
