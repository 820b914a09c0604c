namespace Newsletter.Subscribers;

public sealed class OptInMailer;
