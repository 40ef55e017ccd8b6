using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Term
    {
        public static string Draft => Names.Say("ContractStatus.Draft");
        public static string Signed => Names.Say("ContractStatus.Signed");
        public static string Allocated => Names.Say("AllocationStatus.Allocated");
        public static string Started => Names.Say("AllocationStatus.Started");
        public static string Stopped => Names.Say("AllocationStatus.Stopped");
        public static string Removed => Names.Say("AllocationStatus.Removed");
        public static string Rejected => Names.Say("MessageStatus.Rejected");

        public static string AtMost => Say("Term.AtMost");
        public static string AtLeast => Say("Term.AtLeast");

        public static string Red => Names.Say("Colour.Red");
    }

    public static class Message
    {
        public static string Rule => Say("Message.Rule");
        public static string Finding => Say("Message.Finding");
        public static string Path => Say("Message.Path");
        public static string Line => Say("Message.Line");
        public static string Reference => Say("Message.Reference");
        public static string Title => Say("Message.Title");
        public static string Lead => Say("Message.Lead");
        public static string Upload => Say("Message.Upload");
        public static string UploadLead => Say("Message.UploadLead");
        public static string ChooseFile => Say("Message.ChooseFile");
        public static string ChooseFileHelp => Say("Message.ChooseFileHelp");
        public static string Send => Say("Message.Send");
        public static string SearchHelp => Say("Message.SearchHelp");
        public static string None => Say("Message.None");
        public static string Findings => Say("Message.Findings");
        public static string NoFindings => Say("Message.NoFindings");
        public static string FirstThousand => Say("Message.FirstThousand");
        public static string Answer => Say("Message.Answer");
        public static string AnsweredAt => Say("Message.AnsweredAt");
        public static string DatedOn => Say("Message.DatedOn");
        public static string Size => Say("Message.Size");
        public static string DownloadMessage => Say("Message.DownloadMessage");
        public static string DownloadAnswer => Say("Message.DownloadAnswer");
        public static string DownloadTitle => Say("Message.DownloadTitle");
        public static string Purpose => Say("Message.Purpose");
        public static string PurposeHelp => Say("Message.PurposeHelp");
        public static string Progress(int done, int all) => Say("Message.Progress", Admin.Show.Count(done), Admin.Show.Count(all));
        public static string Waiting => Say("Message.Waiting");
        public static string NoFile => Say("Message.NoFile");
        public static string TooLarge => Say("Message.TooLarge");
        public static string FormExpired => Say("Message.FormExpired");
        public static string Refused => Say("Message.Refused");
        public static string RejectedHelp => Say("Message.RejectedHelp");
        public static string UnreadableHelp => Say("Message.UnreadableHelp");
    }
}
