namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class WhatIf
    {
        public static string Title => Say("WhatIf.Title");
        public static string Lead => Say("WhatIf.Lead");
        public static string Contracts => Say("WhatIf.Contracts");
        public static string ContractsHelp => Say("WhatIf.ContractsHelp");
        public static string Period => Say("WhatIf.Period");
        public static string Scenarios => Say("WhatIf.Scenarios");
        public static string ScenariosLead => Say("WhatIf.ScenariosLead");
        public static string ScenarioOf(int number) => Say("WhatIf.ScenarioOf", number);
        public static string Name => Say("WhatIf.Name");
        public static string Youths => Say("WhatIf.Youths");
        public static string Price => Say("WhatIf.Price");
        public static string Model => Say("WhatIf.Model");
        public static string AsAgreed => Say("WhatIf.AsAgreed");
        public static string LotId => Say("WhatIf.LotId");
        public static string LotHelp => Say("WhatIf.LotHelp");
        public static string Add => Say("WhatIf.Add");
        public static string Run => Say("WhatIf.Run");
        public static string Outcome => Say("WhatIf.Outcome");
        public static string OutcomeLead => Say("WhatIf.OutcomeLead");
        public static string Scenario => Say("WhatIf.Scenario");
        public static string Difference => Say("WhatIf.Difference");
        public static string DifferenceOf(string name) => Say("WhatIf.DifferenceOf", name);
        public static string PerMunicipality => Say("WhatIf.PerMunicipality");
        public static string Chart => Say("WhatIf.Chart");
        public static string Findings(int count) => count == 1 ? Say("WhatIf.Findings.One") : Say("WhatIf.Findings.Many", count);
        public static string NoAmount => Say("WhatIf.NoAmount");
        public static string NoAmounts => Say("WhatIf.NoAmounts");
        public static string FindingMore(int count) => Say("WhatIf.FindingMore", Admin.Show.Count(count));
        public static string AllFindings => Say("WhatIf.AllFindings");
        public static string MoreYouths => Say("WhatIf.MoreYouths");
        public static string HigherPrice => Say("WhatIf.HigherPrice");
        public static string NoProvider => Say("WhatIf.NoProvider");
        public static string ChooseOne => Say("WhatIf.ChooseOne");
        public static string Factor => Say("WhatIf.Factor");
    }
}
