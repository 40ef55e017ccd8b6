// Placeholder entry point; the host replaces it.
System.Console.WriteLine("not built yet");
