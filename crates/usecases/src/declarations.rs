//! Every use case and query with who may run it: what tests walk, and what tables of routes are held against.

use crate::access::Who;
use crate::execute::UseCase;
use crate::queries::Query;

/// What a use case or a query declares.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// Its name.
    pub name: &'static str,
    /// Who may run it.
    pub allowed: &'static [Who],
}

const fn done<U: UseCase>() -> Declaration {
    Declaration { name: U::NAME, allowed: U::ALLOWED }
}

const fn asked<Q: Query>() -> Declaration {
    Declaration { name: Q::NAME, allowed: Q::ALLOWED }
}

/// All of them, by kind and type name.
pub const DECLARATIONS: &[Declaration] = &[
    done::<crate::AcceptCard>(),
    done::<crate::AddStaff>(),
    done::<crate::AllocateCredit>(),
    done::<crate::AskMoreTime>(),
    done::<crate::AskPayer>(),
    done::<crate::AskPerson>(),
    done::<crate::money_in::checkout::AskProvider>(),
    done::<crate::money_in::checkout::AskSoon>(),
    done::<crate::Assign>(),
    done::<crate::Attach>(),
    done::<crate::money_in::checkout::BeginAsking>(),
    done::<crate::money_in::bank::BookBankEntries>(),
    done::<crate::ChangeDueDate>(),
    done::<crate::ChangePayer>(),
    done::<crate::ChangePayment>(),
    done::<crate::ChangeStaff>(),
    done::<crate::ChargeFee>(),
    done::<crate::money_in::checkout::CheckRefundLater>(),
    done::<crate::money_in::checkout::CheckoutCreated>(),
    done::<crate::money_in::checkout::CloseCheckout>(),
    done::<crate::CloseDispute>(),
    done::<crate::CloseInvoice>(),
    done::<crate::ConfirmMatch>(),
    done::<crate::money_in::checkout::ConnectProvider>(),
    done::<crate::CreditInvoice>(),
    done::<crate::DeclineCard>(),
    done::<crate::money_in::checkout::DisconnectProvider>(),
    done::<crate::DisputeInvoice>(),
    done::<crate::FinishRefund>(),
    done::<crate::ForgetPayer>(),
    done::<crate::ImportDocument>(),
    done::<crate::IssueInvoice>(),
    done::<crate::KeepAsCredit>(),
    done::<crate::money_in::checkout::KeepSandboxPayment>(),
    done::<crate::LogIn>(),
    done::<crate::LogInFailed>(),
    done::<crate::LogOut>(),
    done::<crate::LogOutEverywhere>(),
    done::<crate::MakeLink>(),
    done::<crate::MoveConversation>(),
    done::<crate::money_in::bank::NoteBankFile>(),
    done::<crate::money_in::checkout::OpenCheckout>(),
    done::<crate::PauseReminders>(),
    done::<crate::ProposeCard>(),
    done::<crate::PutReply>(),
    done::<crate::RecordPayment>(),
    done::<crate::money_in::checkout::RecordProviderState>(),
    done::<crate::RemoveReply>(),
    done::<crate::ResumeReminders>(),
    done::<crate::RevokeLink>(),
    done::<crate::Say>(),
    done::<crate::SeeMessages>(),
    done::<crate::SetPassword>(),
    done::<crate::SetPolicy>(),
    done::<crate::StartRefund>(),
    done::<crate::UndoMatch>(),
    done::<crate::WaiveFee>(),
    done::<crate::WithdrawCard>(),
    done::<crate::WriteNote>(),
    asked::<crate::CountInbox>(),
    asked::<crate::CountInvoices>(),
    asked::<crate::CountWaitingMatches>(),
    asked::<crate::FilterInvoices>(),
    asked::<crate::FindAttachment>(),
    asked::<crate::FindBiller>(),
    asked::<crate::FindCheckout>(),
    asked::<crate::FindConsent>(),
    asked::<crate::FindConversation>(),
    asked::<crate::FindInvoice>(),
    asked::<crate::FindPayer>(),
    asked::<crate::FindPayment>(),
    asked::<crate::FindReceipt>(),
    asked::<crate::FindStaffMember>(),
    asked::<crate::ListBankFiles>(),
    asked::<crate::ListHeldReminders>(),
    asked::<crate::ListInbox>(),
    asked::<crate::ListInvoices>(),
    asked::<crate::ListLinks>(),
    asked::<crate::ListPayers>(),
    asked::<crate::ListPayments>(),
    asked::<crate::ListPaymentsOfInvoice>(),
    asked::<crate::ListProviderConnections>(),
    asked::<crate::ListReplies>(),
    asked::<crate::ListStaff>(),
    asked::<crate::ListWaitingMatches>(),
    asked::<crate::PayerExists>(),
    asked::<crate::ReadAudit>(),
    asked::<crate::ReadDocument>(),
    asked::<crate::ReadFeed>(),
    asked::<crate::ReadOriginal>(),
    asked::<crate::ReadPayerFrames>(),
    asked::<crate::ReadPayerHistory>(),
    asked::<crate::ReadPolicy>(),
    asked::<crate::ReadStaffFrames>(),
    asked::<crate::ReportPayments>(),
    asked::<crate::SearchConversations>(),
];
